import type { ReactNode } from 'react';
import './ask-line.css';

type Props = {
  /** What is wanted, in a few words; said first. */
  title: string;
  /** Of what, by whom, why. */
  children: ReactNode;
  /** How long there is for it, already in words. */
  timeLeft?: string | null;
  overdue?: boolean;
  acts: ReactNode;
};

/** One thing that somebody wants of the person at this desk, with the acts that answer it. */
export function AskLine({ title, children, timeLeft = null, overdue = false, acts }: Props) {
  return (
    <li className="ask-line" data-overdue={overdue}>
      <strong>{title}</strong>
      <span className="ask-words">{children}</span>
      {timeLeft === null ? null : <span className="ask-time num">{timeLeft}</span>}
      <span className="ask-acts">{acts}</span>
    </li>
  );
}
