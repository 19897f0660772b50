export default function SetupPage() {
  return <h1>Setup</h1>;
}
