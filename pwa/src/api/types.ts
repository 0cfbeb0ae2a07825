/** Narrow shapes of the answers that the app reads, until the generated contract takes their place. */
type Role = "employee" | "supervisor" | "planner" | "admin" | "payroll";

export interface LoginReply {
  access_token: string;
  expires_in: number;
  user: { id: string; name: string; roles: Role[] };
}

export interface MeReply {
  id: string;
  name: string;
  email: string;
  lang: string;
  roles: Role[];
  organisation: { id: string; name: string; zone: string };
}

export interface AccountReply {
  account: string;
  year: number | null;
  unit: "min" | "day";
  amount: number;
  settled: number;
  today: number;
  owed: boolean;
  opening?: number;
  done?: number;
  planned?: number;
}

export interface BalancesReply {
  as_of: string;
  person: string;
  today_date: string;
  /** Days before this date are on no balance. */
  counts_from?: string | null;
  seq: number;
  accounts: AccountReply[];
  pending_days: number;
}

export interface ExplainReply {
  account: string;
  year: number | null;
  unit: "min" | "day";
  as_of: string;
  total: number;
  rows: {
    date: string | null;
    from: string;
    until: string;
    kind: string;
    amount: number;
    status: string;
    params: Record<string, unknown>;
    lines: { rule: string; minutes: number; params: Record<string, unknown>; source: string | null; total: boolean }[];
  }[];
}

export interface TeamReply {
  as_of: string;
  teams: { id: string; name: string; members: TeamMemberReply[] }[];
  corrections: CorrectionReply[];
  orders?: OrderReply[];
}

export interface OrderReply {
  id: string;
  person: string;
  person_name: string;
  date: string;
  start: number | null;
  end: number | null;
  minutes: number | null;
  note: string;
  version: number;
}

export interface TeamMemberReply {
  person: string;
  name: string;
  state: "in" | "break" | "out";
  since: number | null;
  remote: boolean;
  clock_suspect?: boolean;
  away?: string | null;
  attention: {
    date: string;
    kind: string;
    opening_punch: string;
    opened_at: number;
    proposal: number | null;
    minutes?: number;
    orders?: { start?: number; end?: number; minutes?: number }[];
  }[];
}

export interface CorrectionReply {
  id: string;
  person: string;
  person_name: string;
  date: string;
  kept_at: number;
  wanted_at: number;
  status: "waiting" | "approved" | "rejected";
  version?: number;
}

export interface DeviceReply {
  id: string;
  name: string;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}
