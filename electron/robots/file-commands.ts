import type { Plan } from '../../shared/contract/plans.ts';
import { readFileApart } from '../files/read-apart.ts';
import type { Commands } from './commands.ts';
import type { CommandPorts } from './harbors.ts';
import { matchInstances, openedSteps } from './plan/open-plan.ts';
import { LARGEST_PLAN_FILE, planFileText } from './plan/plan-file.ts';
import type { NewPlan } from './plan-record.ts';
import type { PlanShelf } from './record/plan-shelf.ts';

/** What plans in files need beside the shelf. */
interface FileParts {
  readonly ports: Pick<CommandPorts, 'book' | 'inventory'>;
  readonly shelf: Pick<PlanShelf, 'open'>;
  /** Begins to check a new plan. */
  readonly begin: (part: NewPlan) => Plan;
}

/** Plans that travel to another computer, and come from one. */
export const createFileCommands = ({
  ports,
  shelf,
  begin,
}: FileParts): Pick<Commands, 'fileText' | 'openFile'> => ({
  async fileText(id) {
    const plan = await shelf.open(id);
    const ids = new Set(plan.steps.map(({ instanceId }) => instanceId));
    const here = ports.book.all().instances.filter((one) => ids.has(one.id));
    const others = plan.origin?.instances.filter((one) => ids.has(one.id) && !one.isHere) ?? [];
    return planFileText(plan, [...here, ...others]);
  },
  async openFile(path, onProgress) {
    onProgress(0, 0);
    const file = await readFileApart('plan', path, LARGEST_PLAN_FILE);
    const matches = matchInstances(file, ports.book.all().instances);
    const steps = await openedSteps(file, matches, ports.inventory, (done) =>
      onProgress(done, file.steps.length),
    );
    const { title, operation } = file;
    return begin({ title, operation, steps, origin: { instances: [...matches.values()] } });
  },
});
