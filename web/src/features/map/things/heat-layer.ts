import type { LayerSpecification } from 'maplibre-gl';

/** One warm hue, never one of the levels': it tells of the past, and lies beneath everything of now. */
export const heatColors = ['#5a3d22', '#86592e', '#b07a42', '#d6a566'] as const;

export function heatLayers(mark: number): LayerSpecification[] {
  const [faint, low, high, most] = heatColors;
  return [
    {
      id: 'heat',
      type: 'heatmap',
      source: 'heat',
      layout: { visibility: 'none' },
      paint: {
        'heatmap-weight': 0.35,
        'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 13, 1.2],
        'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 8, 16 * mark, 13, 46 * mark],
        'heatmap-color': [
          'interpolate',
          ['linear'],
          ['heatmap-density'],
          0,
          'rgba(0,0,0,0)',
          0.08,
          faint,
          0.3,
          low,
          0.6,
          high,
          1,
          most,
        ],
        'heatmap-opacity': 0.55,
      },
    },
  ];
}
