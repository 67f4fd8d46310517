import { describe, expect, it } from 'vitest';
import {
  nextSort,
  sortedRows,
  type TableColumn,
  type TableSort,
} from '../../../renderer/src/ui/sorted-rows.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}
const NAME: TableColumn<Row> = { id: 'name', label: 'Name', by: ({ name }) => name };
const COUNT: TableColumn<Row> = {
  id: 'count',
  label: 'Robots',
  isNumber: true,
  by: ({ count }) => count,
};
const PLAIN: TableColumn<Row> = { id: 'plain', label: 'Plain' };
const rows: readonly Row[] = [
  { name: 'prod', count: 9 },
  { name: 'eu', count: 120 },
  { name: 'lab', count: 9 },
];
const namesBy = (sort: TableSort | null): string[] =>
  sortedRows(rows, [NAME, COUNT, PLAIN], sort).map(({ name }) => name);

describe('the order of a small table', () => {
  it('is as it was given, by words, or by numbers as numbers, equal ones as they were', () => {
    expect(namesBy(null)).toEqual(['prod', 'eu', 'lab']);
    expect(namesBy({ id: 'name', descending: false })).toEqual(['eu', 'lab', 'prod']);
    expect(namesBy({ id: 'name', descending: true })).toEqual(['prod', 'lab', 'eu']);
    expect(namesBy({ id: 'count', descending: true })).toEqual(['eu', 'prod', 'lab']);
    expect(namesBy({ id: 'count', descending: false })).toEqual(['prod', 'lab', 'eu']);
    expect(namesBy({ id: 'plain', descending: false })).toEqual(['prod', 'eu', 'lab']);
  });

  it('begins with the most of numbers and with A of words, turns, and ends', () => {
    const most = nextSort(COUNT, null);
    expect(most).toEqual({ id: 'count', descending: true });
    expect(nextSort(COUNT, most)).toEqual({ id: 'count', descending: false });
    expect(nextSort(COUNT, { id: 'count', descending: false })).toBeNull();
    expect(nextSort(NAME, most)).toEqual({ id: 'name', descending: false });
  });
});
