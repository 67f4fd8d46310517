import { envFile } from '../env-file.ts';
import { makeValue } from '../quoting/env-values.ts';

/** Variables for the recipes of a makefile. */
export const envMake = envFile({
  id: 'env-make',
  title: 'Make variables',
  words: 'gnu make gmake makefile include mk export environment',
  purpose: 'Variables for the recipes of a makefile.',
  reader: 'GNU Make, by include.',
  use: [
    'include FILE',
    'In a recipe: @printf %s "$$HARBOR_PASSWORD" | docker login "$$HARBOR_REGISTRY" -u "$$HARBOR_USERNAME" --password-stdin',
  ],
  beware: [
    'Each $ is doubled, which no other reader takes back.',
    'Write $$HARBOR_PASSWORD, not $(HARBOR_PASSWORD): that puts the secret into the command.',
    'Begin the line with @, so that make does not print it.',
  ],
  fileName: 'harbor.mk',
  assign: (name, value) => `export ${name} := ${value}`,
  value: makeValue,
  better: ['env-sh'],
});
