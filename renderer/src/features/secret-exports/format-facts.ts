import { modeOf, type SecretFormat } from '../../../../shared/exports/secrets/index.ts';

/** How many robots a file of this format takes, what it is called, and who may read it. */
export function formatFacts({
  robots,
  fileName,
  holdsSecret,
}: Pick<SecretFormat, 'robots' | 'fileName' | 'holdsSecret'>): {
  readonly name: string;
  readonly value: string;
}[] {
  const mode = modeOf({ holdsSecret }).toString(8).padStart(4, '0');
  const readers = holdsSecret ? 'only you may read it' : 'it holds no secret';
  return [
    { name: 'Robots', value: robots === 'many' ? 'One or many in a file' : 'One in a file' },
    { name: 'File name', value: fileName.replace('{robot}', 'ROBOT') },
    { name: 'Mode', value: `${mode}, ${readers}` },
  ];
}
