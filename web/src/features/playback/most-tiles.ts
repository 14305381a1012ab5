/** How many pictures stand side by side: of more, none can be made out. */
export const mostTiles = 9;
