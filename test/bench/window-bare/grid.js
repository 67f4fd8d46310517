import { createApp } from 'vue';
import BareGrid from './BareGrid.vue';

// Drawn when it is asked for, as a page is.
window.addEventListener('hashchange', () => createApp(BareGrid).mount('#app'), { once: true });
