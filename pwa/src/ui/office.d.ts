/** The words of the office's screens. */
declare module "*.json?office" {
  const words: Record<string, string>;
  export default words;
}
