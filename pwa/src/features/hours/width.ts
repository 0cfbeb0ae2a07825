/** The width in em from which the list and the day fit side by side. */
export const SIDE_BY_SIDE = 70;
