import type { RobotLevel } from '../../robots/robot.ts';

/** What a permission set lets a robot do, as far as rules look at it; the same for all who hold it. */
export interface RightsFacts {
  /** Pairs in force in the system. */
  readonly system: ReadonlySet<string>;
  /** Pairs in force in projects that no entry names, those to come among them. */
  readonly everywhere: ReadonlySet<string>;
  /** Pairs in force in some project or other. */
  readonly anywhere: ReadonlySet<string>;
  /** It holds no entry at all. */
  readonly isEmpty: boolean;
  /** Places in which it may push and not pull; '*' for all projects. */
  readonly pushAlone: readonly string[];
  /** Denies that change nothing, as `resource:action on place`. */
  readonly deadDenies: readonly string[];
  /** Pairs that its Harbor knew once and no longer takes; null where nobody knows what it takes. */
  readonly stale: readonly string[] | null;
  /** Pairs and kinds of places that no release names and its Harbor does not take; null as above. */
  readonly unknown: readonly string[] | null;
}

/** When a robot was last seen at work, where its work would have been seen. */
export interface LastSeen {
  /** Epoch seconds; null if nothing was seen of it in what could be read. */
  readonly at: number | null;
  /** Epoch seconds since which it certainly did nothing that would have been seen. */
  readonly quietSince: number;
}

/** All that rules look at. Times are epoch seconds. */
export interface RiskFacts {
  /** Without prefix and project. */
  readonly shortName: string;
  readonly level: RobotLevel;
  readonly disabled: boolean;
  /** False for legacy robots. */
  readonly editable: boolean;
  /** Days, as Harbor counts them; 0 where a robot of old has none. */
  readonly duration: number;
  /** On our clock, or NEVER_EXPIRES. */
  readonly expiresAt: number;
  /** 0 if unknown. */
  readonly updatedAt: number;
  readonly rights: RightsFacts;
  readonly creator: {
    /** '' where Harbor does not say who made it. */
    readonly type: 'user' | 'robot' | '';
    /** As people know it. */
    readonly name: string;
    /** Whether it is still there; null where that could not be read. */
    readonly isThere: boolean | null;
  };
  /** Other robots of the same Harbor that may do exactly the same. */
  readonly alike: number;
  /** Whether its secret is kept by Purser. */
  readonly isSecretKept: boolean;
  /** Null where no source tells. */
  readonly lastSeen: LastSeen | null;
  /** Whether somebody is named who answers for it; null while nobody is for any robot. */
  readonly isOwned: boolean | null;
}
