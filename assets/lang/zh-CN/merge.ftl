# 合并数据文件的副本
action-merge = 合并旁边的文件副本
short-merge = 合并
noun-change = 修改
gesture-restore_value = 恢复 { $name } 的一个值
cli-about-merge = 合并文件的其他副本
cli-arg-others = 文件的其他副本；只读取，不改动
cli-arg-found = 合并放在文件旁边的副本，合并后移入 merged/
cli-arg-take = 恢复一个未被采用的值；合并时会列出这些值及其编号
error-merge-another-file = { $path } 是另一个文件，不是当前文件的副本
hint-merge-another-file = 要带入其中的客户：先运行 touchline --db { $path } export all -o all.json，再运行 touchline import all.json
error-merge-itself = { $path } 就是当前打开的文件
hint-merge-itself = 请指定另一个副本
error-merge-take-unknown = “{ $text }”不是未采用值的编号
hint-merge-take-unknown = 合并时会列出未采用的值及编号，例如 3-1042:phone
merge-nothing-new = 没有新内容
merge-in = 带入 { $count } 处修改（{ $steps } 步操作），涉及 { $customers } 位客户
merge-from = 来自 { $list }
merge-member = { $name }（{ $count }）
merge-rows = 记录：{ $list }
merge-row = { $noun } { $count }
merge-out =
    { $count ->
        [0] 对方已有本文件的全部修改
       *[other] 对方缺少本文件的 { $count } 处修改
    }
merge-conflicts = 双方都改过的字段：{ $count } 个
merge-ours = 本文件
merge-theirs = 对方
merge-kept = 保留：“{ $value }”（{ $whose }）
merge-lost = 未采用：“{ $value }”（{ $whose }）
merge-take = 要恢复，请运行：touchline merge --take { $id }
merge-moved = 已移至 { $path }
merge-none = 旁边没有带新内容的文件副本
merge-title = 合并文件副本
merge-planning = 正在读取副本内容……
merge-merging = 正在合并……
merge-job-planning = 读取副本
merge-job-merging = 合并副本
merge-enter = 按 Enter 合并：带入的操作保留原作者，副本移入 merged/，不会删除任何内容。
merge-done = 已带入 { $count } 处修改
merge-done-conflicts = 在字段上按 Enter 恢复未采用的值；按 u 可撤销。
merge-restored = 已恢复
merge-no-copies = 旁边没有带新内容的文件副本。其他位置的副本可用 touchline merge FILE 合并。
merge-left = { $name } 在此期间又有写入，保留在原处
merge-found = 旁边有 { $count } 个本文件的副本：按 { $key } 查看会带入什么
status-copies = { $count } 个副本待合并：{ $key }
