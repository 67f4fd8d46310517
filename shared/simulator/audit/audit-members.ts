import { madeId, operationOf } from './audit-trail.ts';
import type { CallWatch } from './audit-trail.ts';
import { goUnescape } from '../go/go-url.ts';
import type { Exchange } from '../exchange.ts';
import type { ProjectRow } from '../state.ts';

const MEMBERS = /^\/api\/v2\.0\/projects\/([^/]+)\/members(?:\/(\d+))?$/;

/**
 * What happens to the members of a project (2.16, goharbor/harbor#23228,
 * src/pkg/auditext/event/member/member.go).
 */
export function watchMembers({ world, call }: Exchange): CallWatch | undefined {
  const match = MEMBERS.exec(call.escapedPath);
  const operation = operationOf(call.method);
  if (!match || operation === undefined) return undefined;
  const [, named = '', id] = match;
  const { state } = world;
  const text = goUnescape(named, false) ?? named;
  const project: ProjectRow | undefined = /^\d+$/.test(text)
    ? state.projects.get(Number(text))
    : state.projectsByName.get(text);
  const nameOf = (member: string | undefined): string | undefined => {
    const row = state.membersOf(project?.id ?? 0).find((one) => String(one.id) === member);
    return row && state.users.get(row.userId)?.username;
  };
  const before = nameOf(id);
  return (answer) => {
    const successful = answer.status === (operation === 'create' ? 201 : 200);
    const name =
      operation === 'create'
        ? nameOf(madeId(answer))
        : operation === 'delete'
          ? before
          : successful
            ? nameOf(id)
            : undefined;
    const resource = name ?? id ?? '';
    const who = `${name === undefined ? 'member' : 'user member'} ${resource}`.trim();
    const where = `${operation === 'delete' ? 'from' : 'in'} project ${project?.name ?? text}`;
    return {
      projectId: project?.id ?? 0,
      operation,
      type: 'member',
      resource,
      successful,
      description: `${operation} ${who} ${where}`,
    };
  };
}
