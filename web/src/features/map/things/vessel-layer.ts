import type { LayerSpecification } from 'maplibre-gl';

/** Quiet: vessels are context, smaller and paler than anything that is ours. */
export function vesselLayers(mark: number): LayerSpecification[] {
  return [
    {
      id: 'vessels',
      type: 'symbol',
      source: 'vessels',
      minzoom: 9,
      layout: {
        'icon-image': [
          'match',
          ['get', 'shape'],
          'bow',
          'vessel-bow',
          'station',
          'vessel-station',
          'vessel-still',
        ],
        'icon-rotate': ['get', 'bowDeg'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 13, mark > 1 ? 0.9 : 1],
      },
      paint: { 'icon-opacity': ['case', ['==', ['get', 'stale'], true], 0.3, 0.8] },
    },
  ];
}
