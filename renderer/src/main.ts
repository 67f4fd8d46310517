import icons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createPinia } from 'pinia';
import { createApp, nextTick } from 'vue';
import App from './App.vue';
import { forgetAhead } from './api/index.ts';
import { wasAnywhere } from './features/frame/last-place.ts';
import { loadPages } from './features/frame/load-pages.ts';
import { start, startLater } from './features/frame/start.ts';
import { makeRouter } from './router.ts';
import { noteFocus } from './ui/focus-back.ts';
import './theme.css';

const router = makeRouter();
const app = createApp(App).use(createPinia()).use(icons);

/** Not awaited at the top of the module: the pages' code imports this chunk and waits for its end. */
async function open(): Promise<void> {
  noteFocus(document);
  const firstPage = start(router).then((isFine) => (isFine ? router.isReady() : undefined));
  app.use(router);
  // The frame stands while what is in it is asked for; a first run has a page without it.
  if (!wasAnywhere()) await firstPage;
  app.mount('#app');
  await firstPage;
  await nextTick();
  forgetAhead();
  await startLater();
  await loadPages(router);
}

void open();
