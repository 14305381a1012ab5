import { type PointerEvent, useRef, useState } from 'react';
import { useText } from '#text/text.ts';
import './signature-pad.css';

const size = { width: 660, height: 280 };

/** A name, written with a finger: dark on white, whatever the phone shows. */
export function SignaturePad({ onKept }: { onKept: (signature: Blob) => void }) {
  const { field } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<[number, number] | null>(null);
  const [signed, setSigned] = useState(false);

  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = canvas.current?.getContext('2d');
    if (!context || event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at: [number, number] = [
      ((event.clientX - box.left) / box.width) * size.width,
      ((event.clientY - box.top) / box.height) * size.height,
    ];
    context.lineWidth = 6;
    context.lineCap = 'round';
    context.strokeStyle = '#0b141b';
    context.beginPath();
    context.moveTo(...(last.current ?? at));
    context.lineTo(...at);
    context.stroke();
    last.current = at;
    setSigned(true);
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = null;
    draw(event);
  };
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    setSigned(false);
  };
  const keep = () => {
    const drawn = canvas.current;
    if (!drawn) return;
    const context = drawn.getContext('2d');
    if (context) {
      context.globalCompositeOperation = 'destination-over';
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, size.width, size.height);
    }
    drawn.toBlob((signature) => signature && onKept(signature), 'image/png');
  };

  return (
    <div className="signature-pad">
      <p>{field.sign}</p>
      <canvas
        ref={canvas}
        {...size}
        role="img"
        aria-label={field.sign}
        onPointerDown={begin}
        onPointerMove={draw}
      />
      <div className="form-buttons">
        <button type="button" className="button" disabled={!signed} onClick={clear}>
          {field.clear}
        </button>
        <button
          type="button"
          className="button primary"
          data-act="sign"
          disabled={!signed}
          onClick={keep}
        >
          {field.saveSignature}
        </button>
      </div>
    </div>
  );
}
