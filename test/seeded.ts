import fc from 'fast-check';

/** Every run tries the same cases. PURSER_SEED tries others, to look for what these do not find. */
fc.configureGlobal({ seed: Number(process.env['PURSER_SEED'] ?? 20_261_129) });
