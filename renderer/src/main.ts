import './api/zod-without-eval.ts';
import icons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { start } from './features/frame/start.ts';
import { makeRouter } from './router.ts';
import './theme.css';

const router = makeRouter();

const app = createApp(App).use(createPinia()).use(icons);
start(router);
app.use(router).mount('#app');
