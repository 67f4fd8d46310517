import { createApp } from 'vue';
import LongList from './LongList.vue';

createApp(LongList).mount('#app');
