import { z } from 'zod';

// Zod tries `new Function` for speed, which the content security policy forbids and reports.
// Schemas decide when they are made, so this module is imported before any of them.
z.config({ jitless: true });
