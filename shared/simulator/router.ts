import { HarborError, notFound } from './errors.ts';
import { goUnescape } from './go/go-url.ts';
import type { Route } from './routes.ts';

interface Node {
  readonly fixed: Map<string, Node>;
  wildcard: { readonly name: string; readonly node: Node } | undefined;
  readonly methods: Map<string, Route>;
}

export interface Match {
  readonly route: Route;
  /** Decoded `{name}` segments. */
  readonly parameters: Record<string, string>;
}

const newNode = (): Node => ({ fixed: new Map(), wildcard: undefined, methods: new Map() });

/** Finds the operation of a path; fixed segments win over `{names}`. */
export class Router {
  readonly #root = newNode();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      let node = this.#root;
      for (const segment of route.path.split('/').slice(1)) node = child(node, segment);
      node.methods.set(route.method, route);
    }
  }

  /**
   * `escapedPath` without the base path. Throws 405 with the methods that exist, or 404 with
   * `shownPath`, as go-openapi does before it looks at anything else.
   */
  find(method: string, escapedPath: string, shownPath: string): Match {
    const segments = escapedPath.split('/').slice(1);
    if (segments.at(-1) === '') segments.pop();
    const parameters: Record<string, string> = {};
    const node = walk(this.#root, segments, parameters);
    const route = node?.methods.get(method);
    if (route) return { route, parameters };
    if (!node || node.methods.size === 0) throw notFound(`path ${shownPath} was not found`);
    throw new HarborError(
      'METHOD_NOT_ALLOWED',
      `method ${method} is not allowed, but [${[...node.methods.keys()].join(',')}] are`,
    );
  }
}

function child(node: Node, segment: string): Node {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.wildcard ??= { name, node: newNode() };
    return node.wildcard.node;
  }
  const next = node.fixed.get(segment) ?? newNode();
  node.fixed.set(segment, next);
  return next;
}

function walk(
  node: Node,
  segments: readonly string[],
  parameters: Record<string, string>,
): Node | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return node.methods.size > 0 ? node : undefined;
  const fixed = node.fixed.get(segment);
  const found = fixed && walk(fixed, rest, parameters);
  if (found) return found;
  if (!node.wildcard || segment === '') return undefined;
  const below = walk(node.wildcard.node, rest, parameters);
  if (below) parameters[node.wildcard.name] = goUnescape(segment, false) ?? segment;
  return below;
}
