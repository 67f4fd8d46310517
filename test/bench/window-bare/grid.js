import { createApp } from 'vue';
import BareGrid from './BareGrid.vue';

// Drawn when it is asked for, as a page is; the address says how large.
let shown = null;
window.addEventListener('hashchange', () => {
  shown?.unmount();
  shown = createApp(BareGrid);
  shown.mount('#app');
});
