import { compareText } from '../listing/sql-values.ts';

/** One permission row of a robot: scope `/system`, `/project/*` or `/project/<id>`. */
export interface Grant {
  readonly scope: string;
  readonly resource: string;
  readonly action: string;
  readonly effect: string;
}

/** A robot as Harbor stores it. Times are epoch milliseconds, `expiresAt` epoch seconds or -1. */
export interface RobotRow {
  readonly id: number;
  /** Without prefix; `<project>+<name>` for a project robot. */
  readonly name: string;
  description: string;
  /** 0 for a system robot. */
  readonly projectId: number;
  expiresAt: number;
  disabled: boolean;
  readonly visible: boolean;
  /** In clear, so that seeding a large fleet costs no hashing; empty for a robot of Harbor ≤ 2.1. */
  secret: string;
  readonly salt: string;
  /** Days, -1 for never, 0 for robots of Harbor ≤ 2.1. */
  duration: number;
  readonly creatorType: string;
  readonly creatorRef: number;
  creationTime: number;
  updateTime: number;
  grants: Grant[];
}

interface Listing {
  readonly byId: RobotRow[];
  byName: RobotRow[] | undefined;
}

const compareNames = (a: RobotRow, b: RobotRow): number =>
  compareText(a.name, b.name) || a.id - b.id;

/** Robots with an index by project, by name, and one listing of all, so that a page costs no scan. */
export class RobotTable {
  readonly #rows = new Map<number, RobotRow>();
  readonly #listings = new Map<number | 'all', Listing>();
  readonly #byName = new Map<string, RobotRow[]>();
  #lastId = 0;
  /** Robots that listings leave out (Harbor makes them for scans). */
  hidden = 0;

  get size(): number {
    return this.#rows.size;
  }

  nextId(): number {
    return this.#lastId + 1;
  }

  get(id: number): RobotRow | undefined {
    return this.#rows.get(id);
  }

  all(): Iterable<RobotRow> {
    return this.#rows.values();
  }

  /** Robots stored under exactly that name, in any project. */
  named(name: string): readonly RobotRow[] {
    return this.#byName.get(name) ?? [];
  }

  /** Robots of one project (0: system), or all, ordered by id. Not to be changed by the caller. */
  byId(project: number | 'all'): readonly RobotRow[] {
    return this.#listings.get(project)?.byId ?? [];
  }

  /** The same ordered by stored name, kept until a robot comes or goes. */
  byName(project: number | 'all'): readonly RobotRow[] {
    const listing = this.#listings.get(project);
    if (!listing) return [];
    listing.byName ??= [...listing.byId].sort(compareNames);
    return listing.byName;
  }

  /** A fixture may bring an id of its own; the sequence of new ids does not follow it. */
  add(row: RobotRow, ownId = false): void {
    this.#rows.set(row.id, row);
    if (!row.visible) this.hidden += 1;
    if (!ownId) this.#lastId = Math.max(this.#lastId, row.id);
    this.#byName.set(row.name, [...this.named(row.name), row]);
    for (const key of [row.projectId, 'all'] as const) {
      const listing = this.#listings.get(key) ?? { byId: [], byName: undefined };
      const last = listing.byId.at(-1);
      listing.byId.push(row);
      if (last && last.id > row.id) listing.byId.sort((a, b) => a.id - b.id);
      listing.byName = undefined;
      this.#listings.set(key, listing);
    }
  }

  remove(row: RobotRow): void {
    this.#rows.delete(row.id);
    if (!row.visible) this.hidden -= 1;
    const others = this.named(row.name).filter((other) => other !== row);
    if (others.length > 0) this.#byName.set(row.name, others);
    else this.#byName.delete(row.name);
    for (const key of [row.projectId, 'all'] as const) {
      const listing = this.#listings.get(key);
      if (!listing) continue;
      listing.byId.splice(listing.byId.indexOf(row), 1);
      listing.byName = undefined;
    }
  }

  removeProject(projectId: number): void {
    for (const row of [...this.byId(projectId)]) this.remove(row);
  }
}
