import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedQuery, projectsPath, robotsPath } from '../../../electron/harbor/query.ts';

/** What names, wildcards and Harbor's own signs are made of, and letters from elsewhere. */
const texts = fc.string({ unit: fc.constantFrom(...'+%,= ~{}()[]\\"\'$_.-&?#/:;@az09üß€漢😀\n') });

describe('encodedQuery', () => {
  it('survives decoding twice, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        // Go's QueryUnescape, which Harbor uses, also turns a plus sign into a space.
        const unescape = (value: string): string => decodeURIComponent(value.replaceAll('+', ' '));
        expect(unescape(unescape(encodedQuery(text)))).toBe(text);
      }),
      { seed: 3 },
    );
  });

  it('has nothing that a URL would take apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(encodedQuery(text)).toMatch(/^[\w.~!*'()%-]*$/);
      }),
      { seed: 3 },
    );
  });
});

describe('paths of lists', () => {
  it('asks as the portal does', () => {
    expect(robotsPath({ projectId: 7 }, 2)).toBe(
      '/robots?q=Level%253Dproject%252CProjectID%253D7&page=2&page_size=100&sort=id',
    );
    expect(robotsPath({ level: 'system' }, 1)).toBe(
      '/robots?q=Level%253Dsystem&page=1&page_size=100&sort=id',
    );
    expect(projectsPath(3)).toBe(
      '/projects?with_detail=false&page=3&page_size=100&sort=project_id',
    );
  });
});
