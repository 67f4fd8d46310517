import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { unregisteredProperties } from './unregister-properties.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * How the window is built, with and without electron-vite around it. The baseline is Chromium 114,
 * the oldest runtime the window is started in.
 */
export default defineConfig({
  root: here,
  base: './',
  plugins: [
    vue(),
    ui({
      // Components are imported by name where they are used, so that a reader can follow them.
      components: false,
      autoImport: false,
      dts: false,
      colorMode: false,
      theme: { colors: ['primary', 'info', 'success', 'warning', 'error'] },
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
          groups: [
            // Zod is told not to try `new Function` before the first schema is made: in one chunk
            // modules run in the order of their imports, between chunks they need not.
            { name: 'contract', test: /[\\/](zod|shared[\\/]contract|zod-without-eval\.ts)/ },
          ],
        },
      },
    },
  },
});
