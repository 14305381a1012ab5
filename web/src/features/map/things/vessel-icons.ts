import type { MapPalette } from '#features/map/paint/map-palette.ts';

type Paint = (pen: CanvasRenderingContext2D, size: number) => void;

/** A hull seen from above, the bow to the north: the map turns it. */
function bow(palette: MapPalette): Paint {
  return (pen, size) => {
    pen.beginPath();
    pen.moveTo(size * 0.5, size * 0.06);
    pen.lineTo(size * 0.72, size * 0.42);
    pen.lineTo(size * 0.72, size * 0.92);
    pen.lineTo(size * 0.28, size * 0.92);
    pen.lineTo(size * 0.28, size * 0.42);
    pen.closePath();
    finish(pen, size, palette);
  };
}

function still(palette: MapPalette): Paint {
  return (pen, size) => {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size * 0.26, 0, Math.PI * 2);
    finish(pen, size, palette);
  };
}

function station(palette: MapPalette): Paint {
  return (pen, size) => {
    pen.beginPath();
    pen.moveTo(size * 0.5, size * 0.18);
    pen.lineTo(size * 0.8, size * 0.8);
    pen.lineTo(size * 0.2, size * 0.8);
    pen.closePath();
    finish(pen, size, palette);
  };
}

function finish(pen: CanvasRenderingContext2D, size: number, palette: MapPalette): void {
  pen.fillStyle = palette.plate;
  pen.fill();
  pen.strokeStyle = palette.text3;
  pen.lineWidth = size * 0.09;
  pen.stroke();
}

export const vesselIcons: Readonly<Record<string, (palette: MapPalette) => Paint>> = {
  'vessel-bow': bow,
  'vessel-still': still,
  'vessel-station': station,
};
