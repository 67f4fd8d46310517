import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { describe, expect, it } from 'vitest';
import type { BarData, Series } from '../../../renderer/src/ui/chart/bar-chart.ts';
import { barOption, plotLeft } from '../../../renderer/src/ui/chart/bar-option.ts';

use([BarChart, GridComponent, SVGRenderer]);

const data = (series: readonly Series[], showsCounts = false): BarData => ({
  columns: (series[0]?.counts ?? []).map((_, place) => ({
    key: String(place),
    mark: place % 2 === 0 ? `mark ${place}` : '',
    title: '',
    to: null,
    isChosen: false,
  })),
  series,
  showsCounts,
});

const one = (key: string, colour: string, counts: readonly number[]): Series => ({
  key,
  label: key,
  colour,
  counts,
});

/** What ECharts draws, and the texts in it. */
function drawn(what: BarData): { svg: string; texts: string[]; bars: (colour: string) => number } {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 200 });
  chart.setOption(barOption(what));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return {
    svg,
    texts: [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text),
    bars: (colour) => svg.split(`fill="var(--mark-${colour})"`).length - 1,
  };
}

describe('a picture of bars', () => {
  const two = [one('prod', 'red', [3, 0, 1_200]), one('eu', 'blue', [2, 0, 0])];

  it('has a bar for each number but 0, in the colours of the theme', () => {
    const { bars } = drawn(data(two));
    expect([bars('red'), bars('blue')]).toEqual([2, 1]);
  });

  it('tells the second series from the first by a pattern, too', () => {
    expect(drawn(data(two.slice(0, 1))).svg).not.toContain('<pattern');
    expect(drawn(data(two)).svg).toContain('<pattern');
  });

  it('writes the sum above each column where counts are wanted, and no axis', () => {
    expect(drawn(data(two, true)).texts).toEqual(['mark 0', 'mark 2', '5', '1\u00a0200']);
  });

  it('counts below the line without a sign, and leaves room for the longest number', () => {
    const below = data([one('now', 'blue', [1]), { ...one('then', 'slate', [40]), isBelow: true }]);
    const { texts } = drawn(below);
    expect(texts).toContain('40');
    expect(texts.filter((text) => text.includes('-'))).toEqual([]);
    expect(plotLeft(below)).toBeLessThan(plotLeft(data(two)));
  });
});
