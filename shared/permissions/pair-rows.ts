/**
 * Permissions as they are written down: `resource:action` → what it lets a robot do, and the calls
 * that ask for it (goharbor/harbor src/server/v2.0/handler, read at 2.15.2), separated by commas.
 * `{artifact}`, `{repository}`, `{project}` and `{named}` stand for longer paths; a remark stands in
 * brackets; `@2.13` is the first release that has the call.
 */
export type PairRows = Readonly<Record<string, readonly [sentence: string, calls: string]>>;

/** One call of Harbor's API. */
export interface ApiCall {
  readonly method: string;
  /** Below /api/v2.0, unless it starts with /v2 (the registry) or /chartrepo. */
  readonly path: string;
  /** Which of the calls of this path, for example "project labels"; '' for all. */
  readonly note: string;
  /** First Harbor release that has it; '' for all that Purser knows. */
  readonly since: string;
}

const PROJECT = '/projects/{project_name}';
const REPOSITORY = `${PROJECT}/repositories/{repository_name}`;
const LONG: Readonly<Record<string, string>> = {
  '{artifact}': `${REPOSITORY}/artifacts/{reference}`,
  '{repository}': REPOSITORY,
  '{project}': '/projects/{project_name_or_id}',
  '{named}': PROJECT,
};

function readCall(text: string): ApiCall {
  const found = /^(\w+) (\S+)(?: \((.*)\))?(?: @([\d.]+))?$/.exec(text);
  const path = found?.[2] ?? text;
  const short = /^\{\w+\}/.exec(path)?.[0] ?? '';
  return {
    method: found?.[1] ?? '',
    path: `${LONG[short] ?? short}${path.slice(short.length)}`,
    note: found?.[3] ?? '',
    since: found?.[4] ?? '',
  };
}

/** The calls of a row, in its order. */
export const readCalls = (calls: string): ApiCall[] =>
  calls === '' ? [] : calls.split(', ').map(readCall);
