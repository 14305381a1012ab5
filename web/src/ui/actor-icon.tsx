import './actor-icon.css';

/** A machine is a square with pins, a person a head and shoulders: told apart without colour. */
export function ActorIcon({ person, label }: { person: boolean; label: string }) {
  return (
    <svg
      className={person ? 'actor-icon person' : 'actor-icon machine'}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
    >
      {person ? (
        <path d="M8 1.6a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2ZM2 14.4c.4-3.3 2.7-5 6-5s5.600 1.700 6 5Z" />
      ) : (
        <path d="M4.500 4.500h7v7h-7Zm1.800-4v3m3.400-3v3m-3.400 9v3m3.400-3v3m-9.200-9.200h3m-3 3.400h3m9-3.400h3m-3 3.400h3" />
      )}
    </svg>
  );
}
