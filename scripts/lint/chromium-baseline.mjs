import { createRequire } from 'node:module';

/**
 * An ESLint rule that reports what a given Chromium does not have yet, by MDN's compatibility data:
 * globals, static members, members of well-known objects, and members of any object whose name
 * exists in newer Chromiums only. Ready-made rules go by data of their own that ends years ago.
 */

const data = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Objects that need no type to be known. */
const SINGLETONS = {
  CSS: 'CSS',
  clipboard: 'Clipboard',
  console: 'console',
  crypto: 'Crypto',
  document: 'Document',
  globalThis: 'Window',
  history: 'History',
  location: 'Location',
  navigator: 'Navigator',
  performance: 'Performance',
  scheduler: 'Scheduler',
  screen: 'Screen',
  window: 'Window',
};

/** The first Chromium with the feature, Infinity if there is none, undefined if MDN does not say. */
function addedIn(feature) {
  const support = feature.__compat?.support?.chrome;
  if (!support) return undefined;
  const versions = [support]
    .flat()
    .filter((entry) => !entry.flags && !entry.prefix)
    .map(({ version_added: version }) =>
      typeof version === 'string' && version !== 'preview'
        ? Number.parseFloat(version.replace('≤', ''))
        : Infinity,
    );
  return Math.min(...versions);
}

const membersOf = (owner) => Object.entries(owner).filter(([name]) => name !== '__compat');
const bare = (name) => name.replace(/_static$/, '');
const isCamelCase = (name) => /^[a-z]+([A-Z][a-z]*)+$/.test(name);

/** What is newer than `baseline`: by global name, by `owner.member`, and by member name alone. */
function collectNewer(baseline) {
  const globals = new Map();
  const members = new Map();
  const oldestByName = new Map();
  for (const [owner, feature] of [...membersOf(data.api), ...membersOf(data.javascript.builtins)]) {
    const since = addedIn(feature);
    if (since > baseline) globals.set(owner, since);
    for (const [key, member] of membersOf(feature)) {
      const name = bare(key);
      const added = addedIn(member);
      if (added === undefined) continue;
      if (added > baseline) members.set(`${owner}.${name}`, added);
      oldestByName.set(name, Math.min(added, oldestByName.get(name) ?? Infinity));
      if (owner === 'Window' && added > baseline) globals.set(name, added);
    }
  }
  const names = [...oldestByName].filter(
    // A single word is too likely to be the name of something of our own.
    ([name, added]) => added > baseline && isCamelCase(name),
  );
  return { globals, members, names: new Map(names) };
}

const rule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'integer' }],
    messages: { newer: '`{{what}}` is newer than Chromium {{baseline}} ({{since}}).' },
  },
  create(context) {
    const [baseline] = context.options;
    const newer = collectNewer(baseline);
    const report = (node, what, added) => {
      const since = added === Infinity ? 'in none yet' : `since ${added}`;
      context.report({ node, messageId: 'newer', data: { what, baseline, since } });
    };
    const globalReferences = new Set();

    return {
      Program(node) {
        const scope = context.sourceCode.getScope(node);
        const unresolved = scope.through.filter(({ resolved }) => !resolved?.defs.length);
        const declared = scope.variables
          .filter(({ defs }) => defs.length === 0)
          .flatMap(({ references }) => references);
        for (const { identifier, isTypeReference } of [...unresolved, ...declared]) {
          if (isTypeReference) continue;
          globalReferences.add(identifier);
          const added = newer.globals.get(identifier.name);
          if (added !== undefined) report(identifier, identifier.name, added);
        }
      },
      MemberExpression(node) {
        if (node.computed || node.property.type !== 'Identifier') return;
        const { name } = node.property;
        if (node.object.type === 'Identifier' && globalReferences.has(node.object)) {
          const owner = SINGLETONS[node.object.name] ?? node.object.name;
          const added = newer.members.get(`${owner}.${name}`);
          if (added !== undefined) return report(node.property, `${owner}.${name}`, added);
        }
        const added = newer.names.get(name);
        if (added !== undefined) report(node.property, `.${name}`, added);
      },
    };
  },
};

export const chromiumBaseline = { rules: { 'chromium-baseline': rule } };
