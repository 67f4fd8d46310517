import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { unregisteredProperties } from './unregister-properties.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * The window trusts what the main process answers. A schema that got into it would cost every
 * start, and would try `new Function`, which the content security policy reports.
 */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  enforce: 'pre',
  resolveId(id, importer) {
    if (/^zod(\/|$)/.test(id)) throw new Error(`${importer ?? ''} brings Zod into the window`);
  },
};

/**
 * The router keeps how far pages were scrolled, which this window does not use. The first touch of
 * a storage asks the browser's process and waits for it, in the middle of the start.
 */
const withoutScrollMemory: Plugin = {
  name: 'without-scroll-memory',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]vue-router[\\/]/.test(id)) return null;
    return { code: code.replaceAll(/\bsessionStorage\[/g, '({})['), map: null };
  },
};

/**
 * The library under the charts empties elements by writing HTML, which trusted types forbid even
 * for none at all.
 */
const withoutEmptyHtml: Plugin = {
  name: 'without-empty-html',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]zrender[\\/]/.test(id)) return null;
    return {
      code: code.replaceAll(/\.innerHTML\b = (''|null);/g, '.replaceChildren();'),
      map: null,
    };
  },
};

interface Modules {
  readonly getModuleInfo: (id: string) => { readonly importedIds: string[] } | null;
}

/** What the entry and the two pages that people start with import, and what that imports. */
const first = new Set<string>();

function isFirst(id: string, modules: Modules): boolean {
  if (first.size === 0) {
    const left = [
      'main.ts',
      'features/fleet/OverviewPage.vue',
      'features/robots/RobotsPage.vue',
    ].map((file) => `${here}src/${file}`);
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (first.has(next)) continue;
      first.add(next);
      left.push(...(modules.getModuleInfo(next)?.importedIds ?? []));
    }
  }
  return first.has(id);
}

/**
 * How the window is built, with and without electron-vite around it. The baseline is Chromium 114,
 * the oldest runtime the window is started in.
 */
export default defineConfig({
  root: here,
  base: './',
  plugins: [
    withoutSchemas,
    withoutScrollMemory,
    withoutEmptyHtml,
    vue(),
    ui({
      // Components are imported by name where they are used, so that a reader can follow them.
      components: false,
      autoImport: false,
      dts: false,
      colorMode: false,
      theme: { colors: ['primary', 'info', 'success', 'warning', 'error'] },
      ui: {
        modal: {
          slots: {
            // A long body must not press the head together, nor words run under the button that closes.
            header: 'shrink-0 pe-14 sm:pe-14',
            wrapper: 'min-w-0',
            title: 'line-clamp-3 wrap-anywhere',
            description: 'wrap-anywhere',
          },
        },
        // As the links that stand in a row as tabs.
        tabs: { slots: { indicator: 'h-0.5' } },
      },
      // The icons found in the sources travel with the bundle: nothing is fetched.
      icon: {
        clientBundle: {
          scan: { globInclude: ['src/**/*.{vue,ts}'], globExclude: [] },
          sizeLimitKb: 512,
        },
      },
      experimental: { componentDetection: true },
    }),
    unregisteredProperties(),
  ],
  resolve: {
    alias: [
      // The whole Iconify component can load icons over the network; this one cannot.
      { find: /^@iconify\/vue$/, replacement: `${here}src/ui/iconify.ts` },
    ],
  },
  build: {
    target: 'chrome114',
    cssTarget: 'chrome114',
    // Absolute, because electron-vite starts from the project's folder and vite from this one.
    outDir: `${here}../out/renderer`,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: `${here}index.html`,
      output: {
        codeSplitting: {
          // One file for all that a start needs: each further one is asked of the main process,
          // which has its own start to get on with.
          groups: [
            { debugName: 'first', name: (id, modules) => (isFirst(id, modules) ? 'first' : null) },
          ],
        },
      },
    },
  },
});
