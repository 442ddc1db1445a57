/** For what scrolls sideways where it is too wide: it has to be reached by keyboard. */
export const SCROLLS = { tabIndex: 0, role: 'group', className: 'table-scroll' } as const;
