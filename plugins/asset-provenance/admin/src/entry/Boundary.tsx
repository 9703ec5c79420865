import { Component } from 'react';
import type { ReactNode } from 'react';

type BoundaryProps = { children: ReactNode; fallback?: ReactNode };

/**
 * Around what we add to Strapi's own screens: whatever breaks in it, because Strapi changed or
 * otherwise, leaves the screen as Strapi made it.
 */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    console.error('What Asset Provenance adds here is left out:', error);
  }

  override render() {
    return this.state.hasFailed ? (this.props.fallback ?? null) : this.props.children;
  }
}
