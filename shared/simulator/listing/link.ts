import { encodeUnescaped } from '../go/go-url.ts';
import type { GoQuery } from '../go/go-url.ts';

/**
 * The Link header of a listing (Harbor's Links(), src/server/v2.0/handler/base.go). The URL's query
 * is sorted and left unescaped, which makes the header ambiguous: that is how Harbor sends it.
 * Undefined when there is no neighbouring page.
 */
export function linkHeader(
  path: string,
  query: GoQuery,
  total: number,
  page: number,
  pageSize: number,
): string | undefined {
  if (pageSize === 0) return undefined;
  const to = (target: number, rel: string): string => {
    const parameters: GoQuery = new Map(query);
    parameters.set('page', [String(target)]);
    parameters.set('page_size', [String(pageSize)]);
    return `<${path}?${encodeUnescaped(parameters)}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1 && (page - 1) * pageSize < total) links.push(to(page - 1, 'prev'));
  if (pageSize * page < total) links.push(to(page + 1, 'next'));
  return links.length > 0 ? links.join(' , ') : undefined;
}
