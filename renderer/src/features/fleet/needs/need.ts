import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import type { PolicyDrifts } from '../../../../../shared/contract/planner.ts';
import type { Plan } from '../../../../../shared/contract/plans.ts';
import type { RobotRow } from '../../../../../shared/contract/robots.ts';
import type { KeychainStatus } from '../../../../../shared/contract/settings.ts';
import type { LimitRules } from '../../../../../shared/robots/expiry/index.ts';
import type { OverviewQuestion } from '../../../../../shared/robots/overview-questions.ts';
import type { Rotation } from '../../../../../shared/contract/rotations.ts';
import type { Sign } from '../../../ui/tone.ts';
import type { WayOn } from '../../instances/instance-words.ts';
import type { WaitingSecrets } from '../../secrets/secret-words.ts';

/** What the button of a need does. */
export type NeedAction =
  | { readonly kind: 'way-on'; readonly wayOn: WayOn; readonly id: string }
  | {
      readonly kind: 'robots';
      readonly query: string;
      readonly scope: readonly string[];
      /** All of them are selected there, for the change that the label names. */
      readonly selects?: boolean;
    }
  /** Renews the robot that reads an instance. */
  | { readonly kind: 'renew-reader'; readonly id: string }
  | { readonly kind: 'policy'; readonly id: string }
  | { readonly kind: 'keychain' }
  | { readonly kind: 'secrets' }
  | { readonly kind: 'robot'; readonly key: number }
  /** Shows the robot and asks until when it shall live. */
  | { readonly kind: 'renew'; readonly key: number }
  /** `resume` also goes on with it. */
  | { readonly kind: 'plan'; readonly id: string; readonly resume: boolean };

/** Something that wants a person, with the one thing to do about it. */
export interface Need {
  readonly id: string;
  readonly sign: Sign;
  readonly sentence: string;
  readonly label: string;
  readonly action: NeedAction;
}

/** Robots of one instance that fit a query. */
export interface InstanceCount {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** A question about robots, with how many of which instance fit. */
export interface RobotNeed extends OverviewQuestion {
  readonly counts: readonly InstanceCount[];
}

export interface NeedsInput {
  /** The instances in scope. */
  readonly instances: readonly InstanceView[];
  readonly keychain: KeychainStatus | null;
  readonly robots: readonly RobotNeed[];
  /** Some of the robots that expired while they were used. */
  readonly cutOff: readonly RobotRow[];
  /** How many robots drifted from the policies of this scope. */
  readonly drifts: readonly PolicyDrifts[];
  /** Plans that are not finished. */
  readonly plans: readonly Plan[];
  /** Secrets of robots that wait for a decision or a confirmation. */
  readonly secrets: WaitingSecrets;
  /** Rotations by a second robot that are under way. */
  readonly rotations: readonly Rotation[];
  readonly limits: LimitRules;
  /** Epoch seconds. */
  readonly now: number;
}
