import { createApp } from 'vue';
import EmptyPage from './EmptyPage.vue';

createApp(EmptyPage).mount('#app');
