import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { vesselIcons } from './vessel-icons.ts';

/** Twice as many pixels as it is wide on the screen, so that it stays sharp on dense displays. */
const density = 2;

type Paint = (pen: CanvasRenderingContext2D, size: number) => void;

function draw(sizePx: number, paint: Paint): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = sizePx * density;
  const pen = canvas.getContext('2d');
  if (!pen) return new ImageData(canvas.width, canvas.height);
  pen.scale(density, density);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  paint(pen, sizePx);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Diagonal lines: "this is supervised ground", legible without a strong fill. */
function hatch(palette: MapPalette): Paint {
  return (pen, size) => {
    pen.strokeStyle = palette.area;
    pen.lineWidth = 1.1;
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
      pen.stroke();
    }
  };
}

function plate(pen: CanvasRenderingContext2D, size: number, palette: MapPalette, edge: string) {
  pen.beginPath();
  pen.roundRect(1, 1, size - 2, size - 2, size * 0.24);
  pen.fillStyle = palette.plate;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = size * 0.065;
  pen.stroke();
}

/** Two posts and a raised barrier. */
function gate(palette: MapPalette): Paint {
  return (pen, size) => {
    plate(pen, size, palette, palette.text2);
    pen.strokeStyle = palette.text;
    pen.lineWidth = size * 0.095;
    const line = (x1: number, y1: number, x2: number, y2: number) => {
      pen.beginPath();
      pen.moveTo(size * x1, size * y1);
      pen.lineTo(size * x2, size * y2);
      pen.stroke();
    };
    line(0.28, 0.76, 0.28, 0.34);
    line(0.72, 0.76, 0.72, 0.58);
    line(0.28, 0.52, 0.76, 0.28);
  };
}

function camera(palette: MapPalette, edge: string): Paint {
  return (pen, size) => {
    plate(pen, size, palette, edge);
    pen.fillStyle = edge;
    pen.beginPath();
    pen.roundRect(size * 0.2, size * 0.34, size * 0.38, size * 0.33, size * 0.06);
    pen.fill();
    pen.beginPath();
    pen.moveTo(size * 0.62, size * 0.5);
    pen.lineTo(size * 0.81, size * 0.36);
    pen.lineTo(size * 0.81, size * 0.65);
    pen.closePath();
    pen.fill();
  };
}

/** A head and shoulders. */
function unit(palette: MapPalette): Paint {
  return (pen, size) => {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 1, 0, Math.PI * 2);
    pen.fillStyle = palette.plate;
    pen.fill();
    pen.strokeStyle = palette.text2;
    pen.lineWidth = size * 0.065;
    pen.stroke();
    pen.fillStyle = palette.text;
    pen.beginPath();
    pen.arc(size / 2, size * 0.37, size * 0.13, 0, Math.PI * 2);
    pen.fill();
    pen.beginPath();
    pen.arc(size / 2, size * 0.76, size * 0.24, Math.PI, 0);
    pen.closePath();
    pen.fill();
  };
}

/** Adds the icons of the fixed things, or draws them anew; `scale` enlarges them for a far wall. */
export function addMapIcons(map: MapLibreMap, palette: MapPalette, scale: number): void {
  const size = Math.round(20 * scale);
  const add = (name: string, px: number, paint: Paint) => {
    const image = draw(px, paint);
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: density });
  };
  add('hatch', Math.round(9 * scale), hatch(palette));
  add('nothing', 1, () => undefined);
  add('gate', size, gate(palette));
  add('camera', size, camera(palette, palette.text2));
  add('camera-lit', Math.round(size * 1.25), camera(palette, palette.focus));
  add('unit', size, unit(palette));
  for (const [name, paint] of Object.entries(vesselIcons)) add(name, size, paint(palette));
}
