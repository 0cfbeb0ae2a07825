/** The forms of working time that a contract may have; each is named `form.<form>`. */
export const FORMS = ["general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt"] as const;
