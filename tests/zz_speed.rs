use super::exchange::*;
#[test]
#[ignore]
fn speed() {
    let path = std::path::PathBuf::from(std::env::var("SPEED_FILE").unwrap());
    let mut world = World::new();
    let t = std::time::Instant::now();
    let done = world.import(&path, None, &missing());
    eprintln!(
        "SPEED {:?} read {} created {} rejects {}",
        t.elapsed(),
        done.read,
        done.created,
        done.rejects.len()
    );
    let t = std::time::Instant::now();
    let done = world.import(&path, None, &missing());
    eprintln!("AGAIN {:?} skipped {}", t.elapsed(), done.skipped);
    if let Ok(s) = std::fs::read_to_string("/proc/self/status") {
        for l in s.lines().filter(|l| l.starts_with("VmHWM")) {
            eprintln!("{l}");
        }
    }
}
