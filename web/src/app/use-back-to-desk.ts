import { useLocation } from 'wouter';
import { useKeys } from '#desk/keys.ts';

/** B leads back to the desk as it was. */
export function useBackToDesk(): void {
  const [, navigate] = useLocation();
  const back = () => navigate('/desk');
  useKeys({ b: back, Escape: back });
}
