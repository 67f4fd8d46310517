/**
 * How many robots can be given a day at all, by trying every way round (augmenting paths), to
 * judge the ways that are quick.
 * @param wanted robots of each project
 */
export function mostPlaced(
  wanted: readonly number[],
  days: number,
  { perDay, perProject }: { perDay: number; perProject: number },
): number {
  const held = wanted.map(() => Array.from({ length: days }, () => 0));
  const onDay = Array.from({ length: days }, () => 0);
  const at = (project: number, day: number): number => held[project]?.[day] ?? 0;
  const put = (project: number, day: number, by: number): void => {
    const row = held[project];
    if (row !== undefined) row[day] = at(project, day) + by;
  };
  const place = (project: number, seen: Set<number>): boolean => {
    for (let day = 0; day < days; day += 1) {
      if (seen.has(day) || at(project, day) >= perProject) continue;
      seen.add(day);
      if ((onDay[day] ?? 0) < perDay) {
        put(project, day, 1);
        onDay[day] = (onDay[day] ?? 0) + 1;
        return true;
      }
      for (let other = 0; other < wanted.length; other += 1) {
        if (other === project || at(other, day) === 0) continue;
        put(other, day, -1);
        if (place(other, seen)) {
          put(project, day, 1);
          return true;
        }
        put(other, day, 1);
      }
    }
    return false;
  };
  let placed = 0;
  wanted.forEach((count, project) => {
    for (let robot = 0; robot < count; robot += 1) placed += place(project, new Set()) ? 1 : 0;
  });
  return placed;
}
