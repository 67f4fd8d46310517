import type { Finding } from '../../../shared/contract/plans.ts';
import type { RobotWish } from '../../../shared/contract/operations.ts';
import type { PlanPreview } from '../../../shared/contract/places.ts';
import { counted, grouped } from '../../../shared/robots/counted.ts';
import { byInstance } from './check-plan.ts';
import { creationSteps } from '../plan/creation-steps.ts';
import { asAppError, type CommandPorts, type LoginGates, withHarbor } from '../harbors.ts';
import { block, judgeStep } from './judge-step.ts';
import { withProjects } from './look-up-projects.ts';
import { robotOf, type StepRecord } from '../plan-record.ts';
import type { AskedPlace, Places } from './places.ts';
import { refusal } from '../situation.ts';
import { factsOf, keychainProblem, projectsIn, spotOf, takenBy, twinsAmong } from './step-facts.ts';

/** So many names are looked up at each Harbor; the plan itself looks at all of them. */
const MOST_NAMES = 40;
/** Robots whose findings are told. */
const MOST_TOLD = 200;

const NO_SIGNAL = new AbortController().signal;

function summaryOf(steps: readonly StepRecord[], refused: number): string {
  const instances = new Set(steps.map(({ instanceId }) => instanceId)).size;
  const what = `Makes ${counted(steps.length, 'robot')} on ${counted(instances, 'instance')}`;
  if (refused === 0) return `${what}.`;
  return `${what}; ${grouped(refused)} cannot be made as ${refused === 1 ? 'it stands' : 'they stand'}.`;
}

/** What a plan would find about robots that are to be made; sends GETs alone. */
export function createPreview(ports: CommandPorts, gates: LoginGates, places: Places) {
  /** Looks up what is not known yet of the projects and names that the steps need. */
  const lookUp = async (asked: AskedPlace, steps: readonly StepRecord[]): Promise<void> => {
    const isKnown = (name: string): boolean =>
      asked.place.projects.has(name) || asked.place.missing.has(name);
    const projects = new Set(
      steps.flatMap((step) => projectsIn(step)).filter((name) => !isKnown(name)),
    );
    const names = steps.filter((step) => !asked.taken.has(spotOf(step))).slice(0, MOST_NAMES);
    if (projects.size === 0 && names.length === 0) return;
    await withHarbor(ports, gates, asked.place.instanceId, async (client) => {
      asked.place = await withProjects(client, asked.place, projects, NO_SIGNAL);
      const look = async (step: StepRecord): Promise<void> => {
        asked.taken.set(spotOf(step), await takenBy(step, asked.place, client, NO_SIGNAL));
      };
      await Promise.all(names.map(look));
    });
  };

  const judge = async (
    instanceId: string,
    steps: readonly StepRecord[],
    keychain: string,
    twins: ReadonlySet<StepRecord>,
  ): Promise<void> => {
    try {
      const asked = await places.asked(instanceId);
      await lookUp(asked, steps);
      const { place } = asked;
      for (const step of steps) {
        const taken = asked.taken.get(spotOf(step)) ?? null;
        const facts = await factsOf(step, { twins, keychain }, taken, ports.secrets);
        const operation = { kind: 'create', source: 'new' } as const;
        judgeStep(step, null, { operation, place, facts, now: ports.now() });
      }
    } catch (error) {
      const unreachable = refusal('unreachable', asAppError(error).message, 'Try again later.');
      for (const step of steps) block(step, [unreachable]);
    }
  };

  return async (wishes: readonly RobotWish[]): Promise<PlanPreview> => {
    for (const { instanceId } of wishes.flatMap((wish) => wish.places)) {
      ports.book.instance(instanceId);
    }
    const steps = await creationSteps(ports.inventory, wishes, ports.now());
    const keychain = await keychainProblem(ports.secrets);
    const twins = twinsAmong(steps);
    await Promise.all([...byInstance(steps)].map(([id, some]) => judge(id, some, keychain, twins)));
    const refused = steps.filter(({ status }) => status === 'blocked');
    const fine = steps.filter(({ status }) => status !== 'blocked');
    const told = (step: StepRecord): PlanPreview['findings'] =>
      step.findings.map((finding: Finding) => ({
        instanceId: step.instanceId,
        project: step.task.kind === 'create' ? step.task.place.project : '',
        robotName: robotOf(step).name,
        finding,
      }));
    return {
      steps: steps.length,
      refused: refused.length,
      findings: [...refused, ...fine].slice(0, MOST_TOLD).flatMap(told),
      summary: summaryOf(steps, refused.length),
    };
  };
}
