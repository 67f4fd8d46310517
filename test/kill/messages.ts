import type { PlanState, StepStatus } from '../../shared/contract/plans.ts';
import type { SecretState } from '../../shared/contract/secrets.ts';

/** What a child is to do, on a data folder and the keychain entries of one service name. */
export type Job =
  | {
      readonly kind: 'prepare';
      readonly folder: string;
      readonly service: string;
      readonly scenario: string;
      readonly url: string;
    }
  | {
      readonly kind: 'apply';
      readonly folder: string;
      readonly service: string;
      readonly scenario: string;
      readonly killAt: number | null;
    }
  | {
      /** Carries on what is left of a plan, or ends it as it is. */
      readonly kind: 'resume' | 'close';
      readonly folder: string;
      readonly service: string;
      readonly scenario: string;
    };

export interface StepSeen {
  readonly status: StepStatus;
  readonly message: string;
  readonly differs: readonly string[];
}

/** What a child saw at the end of its job. */
export interface Report {
  /** Moments that were passed (`apply`). */
  readonly points: readonly string[];
  readonly instanceId: string;
  /** Null where no plan is kept any more, because it was finished. */
  readonly state: PlanState | null;
  readonly pausedWhy: string;
  readonly steps: readonly StepSeen[];
  readonly secrets: readonly SecretState[];
  /** So many of them are in files. */
  readonly handedOver: number;
  /** Why the plan's file was not written; '' where it was, null where there is none yet. */
  readonly notExported: string | null;
  readonly journal: readonly string[];
  /** All that the keychain holds under the service. */
  readonly keychain: readonly (readonly [account: string, secret: string])[];
}

export type Answer =
  { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly error: string };
