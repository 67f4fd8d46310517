import { ref } from 'vue';

/** Who said the last exception, until the window closes: mostly it is the same person again. */
export const lastSaidBy = ref('');
