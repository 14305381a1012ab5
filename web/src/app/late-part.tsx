import { type ReactNode, Suspense } from 'react';
import { useText } from '#text/text.ts';
import { ErrorBoundary } from '#ui/error-boundary.tsx';

/** Place for a heavy part that is loaded after the shell, and that may fail without the rest. */
export function LatePart({ children }: { children: ReactNode }) {
  const text = useText().shell;
  return (
    <ErrorBoundary
      fallback={(again) => (
        <div className="slot-fallback" role="alert">
          {text.crashed}
          <button type="button" className="button" onClick={again}>
            {text.again}
          </button>
        </div>
      )}
    >
      <Suspense fallback={<div className="slot-fallback">{text.loading}</div>}>{children}</Suspense>
    </ErrorBoundary>
  );
}
