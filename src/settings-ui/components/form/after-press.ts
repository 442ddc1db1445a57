let isPressed = false;
const begin = () => {
  isPressed = true;
};
const end = () => {
  isPressed = false;
};
window.addEventListener('pointerdown', begin, { capture: true });
window.addEventListener('pointerup', end, { capture: true });
window.addEventListener('pointercancel', end, { capture: true });

/**
 * Does it now; while the mouse is held down, once it is let go. What moves under the mouse meanwhile,
 * e.g. the button to save when a field above grows a line, would miss the click.
 */
export function afterPress(act: () => void): void {
  if (!isPressed) act();
  else window.addEventListener('pointerup', () => setTimeout(act), { once: true });
}
