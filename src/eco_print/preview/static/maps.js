// Maps of pages: what stands where. Asked for once a build and page.

import { state } from "./pages.js";
import { mapOf } from "./server.js";

let build = 0;
let known = new Map();

export function mapFor(page) {
  if (build !== state.build) {
    build = state.build;
    known = new Map();
  }
  if (!known.has(page)) {
    const asked = mapOf(build, page).catch(() => null);
    known.set(page, asked);
    asked.then((map) => map ?? known.delete(page));
  }
  return known.get(page);
}

export const area = ([, , x, y, width, height]) => ({ x, y, width, height });

// The smallest box at a point of a page, in points; of equal ones the innermost.
export function boxAt(map, x, y) {
  let best = -1;
  let least = Infinity;
  map.boxes.forEach((box, index) => {
    const { x: left, y: top, width, height } = area(box);
    const inside = x >= left && x <= left + width && y >= top && y <= top + height;
    if (inside && width * height <= least) {
      best = index;
      least = width * height;
    }
  });
  return best < 0 ? 0 : best;
}
