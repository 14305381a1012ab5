import { Component, type ReactNode } from 'react';

type Props = { children: ReactNode; fallback: (again: () => void) => ReactNode };

/** Keeps a part that fails to draw from taking the screen with it: the queue outlives the map. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}
