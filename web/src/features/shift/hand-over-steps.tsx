import { useText } from '#text/text.ts';

/** Prepare, read back, sign: which of the three it is. */
export function HandOverSteps({ at }: { at: number }) {
  const { shift } = useText();
  return (
    <ol className="hand-over-steps">
      {shift.handOver.steps.map((step, i) => (
        <li key={step} aria-current={i === at ? 'step' : undefined} data-done={i < at}>
          <span className="num">{i + 1}</span> {step}
        </li>
      ))}
    </ol>
  );
}
