import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { byZoom, fadeIn, isOneOf, metresWide } from '#features/map/paint/style-expressions.ts';

/** Runways from afar; their taxiways, aprons, terminals and thresholds from near. */
export function airfieldLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'aprons',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('apron'),
      minzoom: 10,
      paint: { 'fill-color': palette.apron, 'fill-opacity': fadeIn(10) },
    },
    {
      id: 'taxiways',
      type: 'line',
      source: 'ground',
      filter: isOneOf('taxiway'),
      minzoom: 11,
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': palette.apron,
        'line-width': metresWide(24, 1),
        'line-opacity': fadeIn(11),
      },
    },
    {
      id: 'runways',
      type: 'line',
      source: 'ground',
      filter: isOneOf('runway'),
      paint: { 'line-color': palette.runway, 'line-width': metresWide(60, 2.2) },
    },
    {
      id: 'runway-marks',
      type: 'line',
      source: 'ground',
      filter: isOneOf('runway-mark'),
      minzoom: 12.6,
      paint: {
        'line-color': palette.runwayMark,
        'line-width': byZoom([13, 0.6], [17, 3]),
        'line-opacity': fadeIn(12.6, 0.8),
      },
    },
    {
      id: 'terminals',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('terminal'),
      minzoom: 11,
      paint: {
        'fill-color': palette.building,
        'fill-outline-color': palette.buildingLine,
        'fill-opacity': fadeIn(11),
      },
    },
  ];
}
