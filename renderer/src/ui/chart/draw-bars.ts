import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarData } from './bar-chart.ts';
import { barOption } from './bar-option.ts';

use([BarChart, GridComponent, SVGRenderer]);

/** A picture on the page. */
export interface Drawing {
  show(data: BarData): void;
  end(): void;
}

/** Draws bars into an element, and again whenever its size changes. */
export function drawBars(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: 'svg' });
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(element);
  return {
    show: (data) => chart.setOption(barOption(data), { notMerge: true }),
    end() {
      sizes.disconnect();
      chart.dispose();
    },
  };
}
