import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#ui/tokens.css';
import '#ui/map-tokens.css';
import '#ui/light-theme.css';
import '#ui/controls.css';
import { isWallPage } from '#api/wall-page.ts';
import { bringLetters } from '#ui/own-letters.ts';
import { App } from './app.tsx';
import { reloadWall } from './reload-wall.ts';

// A page that waited while the center got other pages asks for files that are gone: on a wall nobody
// stands there to load it again.
if (isWallPage())
  addEventListener('vite:preloadError', () => setTimeout(() => void reloadWall('version'), 5_000));

bringLetters();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
