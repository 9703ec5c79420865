import { useState } from 'react';

/**
 * How many rows of a list are wanted: a page at first, one more with each `showMore`, and back to one page
 * when `filters` (compared by value) change.
 */
export const useWanted = (filters: object, pageSize = 24) => {
  const key = JSON.stringify(filters);
  const [state, setState] = useState({ key, pages: 1 });
  const pages = state.key === key ? state.pages : 1;
  return { wanted: pages * pageSize, showMore: () => setState({ key, pages: pages + 1 }) };
};
