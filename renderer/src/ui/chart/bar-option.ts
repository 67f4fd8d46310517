import type { BarSeriesOption, EChartsOption } from 'echarts';
import { grouped } from '../number-words.ts';
import { markColour, type BarData, type Series } from './bar-chart.ts';
import { LINE, LINE_COLOUR, patternAt } from './patterns.ts';

/** Pixels of the largest letter, and of what stands around the bars. */
const DIGIT = 8;
const MARKS = 22;
const ABOVE = 18;
const FONT = { fontFamily: 'system-ui, sans-serif', fontSize: 12, color: 'var(--ui-text-muted)' };
const STACK = 'all';

/** What the columns hold above the line, one for each. */
const heights = ({ columns, series }: BarData): number[] =>
  columns.map((_, place) =>
    series.reduce((sum, one) => sum + (one.isBelow ? 0 : (one.counts[place] ?? 0)), 0),
  );

/** The most that any column holds, on either side of the line. */
function most(data: BarData): number {
  const below = data.series.filter((one) => one.isBelow).flatMap(({ counts }) => counts);
  return Math.max(0, ...heights(data), ...below);
}

/** Pixels to the left of the bars: as many as the numbers there need. */
export const plotLeft = (data: BarData): number =>
  data.showsCounts ? 0 : DIGIT * (grouped(most(data)).length + 1);

function seriesOption({ key, label, colour, counts, isBelow }: Series, place: number) {
  const pattern = patternAt(place);
  const option: BarSeriesOption = {
    type: 'bar',
    id: key,
    name: label,
    stack: STACK,
    silent: true,
    barCategoryGap: '18%',
    // What is one of thousands is still to be seen.
    barMinHeight: 2,
    data: counts.map((count) => (count === 0 ? '-' : isBelow ? -count : count)),
    itemStyle: {
      color: markColour(colour),
      borderColor: 'var(--ui-bg)',
      borderWidth: 0.5,
      ...(pattern && {
        decal: {
          symbol: 'rect',
          color: LINE_COLOUR,
          dashArrayX: [1, 0],
          dashArrayY: [LINE, pattern.every - LINE],
          rotation: (pattern.turned * Math.PI) / 180,
        },
      }),
    },
  };
  return option;
}

/** The numbers above the columns: labels of bars without a height, on top of all. */
function countsOption(data: BarData): BarSeriesOption {
  const counts = heights(data);
  return {
    type: 'bar',
    id: 'counts',
    stack: STACK,
    silent: true,
    data: counts.map((count) => (count === 0 ? '-' : 0)),
    label: {
      ...FONT,
      color: 'var(--ui-text)',
      show: true,
      position: 'top',
      distance: 3,
      formatter: ({ dataIndex }) => grouped(counts[dataIndex] ?? 0),
    },
  };
}

/** A picture of bars as ECharts takes it. Colours are those of the theme that is on. */
export function barOption(data: BarData): EChartsOption {
  const { columns, series, showsCounts } = data;
  return {
    animation: false,
    grid: { left: plotLeft(data), right: 0, top: ABOVE, bottom: MARKS },
    xAxis: {
      type: 'category',
      data: columns.map(({ mark }) => mark),
      axisLabel: { ...FONT, interval: (_, text) => text !== '', margin: 6 },
      axisLine: { onZero: true, lineStyle: { color: 'var(--ui-border-accented)', width: 1 } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      show: !showsCounts,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { ...FONT, formatter: (value: number) => grouped(Math.abs(value)) },
      splitLine: { lineStyle: { color: 'var(--ui-border)', width: 1 } },
    },
    series: [...series.map(seriesOption), ...(showsCounts ? [countsOption(data)] : [])],
  };
}
